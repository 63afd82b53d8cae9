package org.ecglens.ingest;

import java.util.List;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.aecg.AecgReader;
import org.ecglens.io.cardiosoft.CardioSoftReader;
import org.ecglens.io.csv.CsvReader;
import org.ecglens.io.dicom.DicomReader;
import org.ecglens.io.edf.EdfReader;
import org.ecglens.io.hdf5.Hdf5Reader;
import org.ecglens.io.ishne.IshneReader;
import org.ecglens.io.matlab.MatlabReader;
import org.ecglens.io.muse.MuseReader;
import org.ecglens.io.numpy.NumpyReader;
import org.ecglens.io.philips.PhilipsReader;
import org.ecglens.io.scp.ScpReader;
import org.ecglens.io.wfdb.Frames;
import org.ecglens.io.wfdb.WfdbReader;

/** The formats that can be read. */
public final class Formats {
  private Formats() {}

  /**
   * A reader for each, or for one.
   *
   * @param format the one that is read; null for all
   */
  static List<EcgReader> readers(Assumptions assumptions, String format) {
    return readers(assumptions).stream()
        .filter(reader -> format == null || reader.format().equals(format))
        .toList();
  }

  private static List<EcgReader> readers(Assumptions assumptions) {
    return List.of(
        new WfdbReader(assumptions.highResolution() ? Frames.HIGH_RESOLUTION : Frames.SMOOTHED),
        new MuseReader(),
        new AecgReader(),
        new PhilipsReader(),
        new CardioSoftReader(),
        new DicomReader(),
        new ScpReader(),
        new EdfReader(assumptions),
        new IshneReader(),
        new Hdf5Reader(assumptions),
        new NumpyReader(assumptions),
        new MatlabReader(assumptions),
        new CsvReader(assumptions));
  }
}
