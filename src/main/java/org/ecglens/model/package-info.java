/** Model files and cards on the way from the command line to the cluster. */
package org.ecglens.model;
