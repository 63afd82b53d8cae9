/**
 * From files to {@link org.ecglens.ecg.Ecg}: what all readers share, over files that are opened by
 * name. One format lives in one package below this one; walking a folder, choosing the reader and
 * writing the table lives in {@code ingest}.
 *
 * <p>A reader opens the files of one folder, wherever that lies:
 *
 * <pre>{@code
 * record Folder(Path path) implements SignalFiles {
 *   public long length(String name) throws IOException {
 *     return Files.size(path.resolve(name));
 *   }
 *
 *   public InputStream open(String name) throws IOException {
 *     return Files.newInputStream(path.resolve(name));
 *   }
 *
 *   public String path(String name) {
 *     return path.resolve(name).toString();
 *   }
 * }
 * }</pre>
 *
 * <pre>{@code
 * static Ecg rhythmStrip(Path folder, String name) throws IOException {
 *   EcgReader reader = new CsvReader(Assumptions.NONE);
 *   Reading reading = reader.read(new Folder(folder), name, "patient-7/ecg-1");
 *   return reading.ecg(Ecg.Kind.RHYTHM).orElseThrow();
 * }
 * }</pre>
 */
package org.ecglens.io;
