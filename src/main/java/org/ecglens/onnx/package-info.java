/**
 * Model files. An ONNX file is read into {@link org.ecglens.graph.Graph}; nothing outside this
 * package knows the file format. A model file is data: sizes are checked before memory is taken,
 * and nothing in it is executed.
 */
package org.ecglens.onnx;
