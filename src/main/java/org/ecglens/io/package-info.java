/** From files to {@link org.ecglens.ecg.Ecg}: one reader per format, over files opened by name. */
package org.ecglens.io;
