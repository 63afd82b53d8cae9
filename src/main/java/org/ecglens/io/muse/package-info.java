/** Files that GE MUSE exports as XML ({@code RestingECG}). */
package org.ecglens.io.muse;
