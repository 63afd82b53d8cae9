"""Small DICOM waveforms with known content; see README.md."""

import pathlib
import shutil
import sys
import tempfile

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.fileset import FileSet
from pydicom.sequence import Sequence
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian)

ROOT = "1.2.826.0.1.3680043.8.498."
GENERAL = "1.2.840.10008.5.1.4.1.1.9.1.2"
GENERAL_32 = "1.2.840.10008.5.1.4.1.1.9.1.4"
SAMPLES = 100
T = np.arange(SAMPLES)
LEADS = np.array([40 * T - 2000, 2000 - 37 * T])


def code(value, scheme):
    item = Dataset()
    item.CodeValue = value
    item.CodingSchemeDesignator = scheme
    item.CodeMeaning = "complained"
    return item


def channel(lead, stored):
    item = Dataset()
    item.ChannelSourceSequence = Sequence([code(f"2:{lead}", "MDC")])
    item.ChannelSensitivity = "5"
    item.ChannelSensitivityUnitsSequence = Sequence([code("uV", "UCUM")])
    item.ChannelSensitivityCorrectionFactor = "1"
    item.ChannelBaseline = "0"
    item.WaveformBitsStored = stored
    return item


def recording(number, syntax, dtype="i2", interpretation="SS", allocated=16, stored=16, raw=LEADS):
    big = syntax == ExplicitVRBigEndian
    group = Dataset()
    group.WaveformOriginality = "ORIGINAL"
    group.NumberOfWaveformChannels = 2
    group.NumberOfWaveformSamples = SAMPLES
    group.SamplingFrequency = "500"
    group.ChannelDefinitionSequence = Sequence([channel(lead, stored) for lead in (1, 2)])
    group.WaveformBitsAllocated = allocated
    group.WaveformSampleInterpretation = interpretation
    group.WaveformData = raw.T.astype((">" if big else "<") + dtype).tobytes()
    group["WaveformData"].VR = "OW"
    data = Dataset()
    data.SOPClassUID = GENERAL if allocated == 16 else GENERAL_32
    data.SOPInstanceUID = ROOT + str(number)
    data.StudyInstanceUID = ROOT + "1000"
    data.SeriesInstanceUID = ROOT + "1001"
    data.StudyDate, data.StudyTime, data.StudyID = "20081223", "194446", "1"
    data.ContentDate, data.ContentTime = "20081223", "194446"
    data.AcquisitionDateTime = "20081223194446"
    data.Modality = "ECG"
    data.SeriesNumber = "1"
    data.InstanceNumber = str(number)
    data.PatientName = "Zzyzx^Jane"
    data.PatientID = "MRN8675309"
    data.PatientBirthDate = "19470203"
    data.PatientSex = "F"
    data.WaveformSequence = Sequence([group])
    data.file_meta = FileMetaDataset()
    data.file_meta.TransferSyntaxUID = syntax
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    return data


def image():
    data = recording(99, ExplicitVRLittleEndian)
    del data.WaveformSequence
    data.SOPClassUID = data.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.7"
    data.SeriesInstanceUID = ROOT + "1002"
    data.Modality = "OT"
    data.ImageType = ["DERIVED", "SECONDARY"]
    return data


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    twelve = LEADS & 0xFFF
    for name, data in {
        "deflated": recording(1, DeflatedExplicitVRLittleEndian),
        "big-endian": recording(2, ExplicitVRBigEndian),
        "implicit": recording(3, ImplicitVRLittleEndian),
        "twelve": recording(4, ExplicitVRLittleEndian, stored=12),
        "twelve-cut": recording(5, ExplicitVRLittleEndian, stored=12, raw=twelve),
        "twelve-wrong": recording(6, ExplicitVRLittleEndian, stored=8),
        "long": recording(7, ExplicitVRLittleEndian, "i4", "SL", 32, 24),
    }.items():
        data.save_as(folder / f"{name}.dcm", enforce_file_format=True)

    disc = folder / "disc"
    shutil.rmtree(disc, ignore_errors=True)
    files = FileSet()
    files.ID = "ECG"
    for number in (11, 12, 13):
        files.add(recording(number, ExplicitVRLittleEndian))
    files.add(image())
    with tempfile.TemporaryDirectory() as made:
        files.write(made)
        shutil.copytree(made, disc)
    first, *_, last = sorted(path for path in disc.rglob("*") if path.is_file() and path.name != "DICOMDIR")
    first.unlink()
    print(first.relative_to(disc), "is not there")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
