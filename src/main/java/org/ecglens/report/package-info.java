/** What people read: texts about records and pictures of them. */
package org.ecglens.report;
