/**
 * Classes of users, which extend ecglens without being part of it: a name of an option that is the
 * name of a class. What such a class has to be is said by the package that asks for it, and so are
 * the names that ecglens itself knows.
 */
package org.ecglens.extension;
