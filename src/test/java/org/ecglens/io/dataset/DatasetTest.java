package org.ecglens.io.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.testing.FolderFiles;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables with the columns of the published ones. */
class DatasetTest {
  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void ptbXlGivesPersonFoldAndStatements() throws IOException {
    write(
        "ptbxl_database.csv",
        """
        ecg_id,patient_id,age,sex,height,report,scp_codes,strat_fold,filename_lr,filename_hr
        1,15709.0,56.0,1,,"sinusrhythmus, periphere niederspannung","{'NORM': 100.0, 'LVOLT': 0.0, 'SR': 0.0}",3,records100/00000/00001_lr,records500/00000/00001_hr
        2,13243.0,300.0,0,,"","{'1AVB': 50.0}",2,records100/00000/00002_lr,records500/00000/00002_hr
        """);
    Map<String, Metadata> records =
        new PtbXl(Assumptions.Features.GE_12SL).metadata(new FolderFiles(folder), Set.of());
    assertThat(records).hasSize(4);
    Metadata first = records.get("records500/00000/00001_hr");
    assertThat(first.person()).isEqualTo("PTB-XL/15709");
    assertThat(first.labels())
        .isEqualTo(
            Map.of(
                "age",
                56.0,
                "sex",
                1.0,
                "strat_fold",
                3.0,
                "scp:NORM",
                100.0,
                "scp:LVOLT",
                0.0,
                "scp:SR",
                0.0));
    assertThat(records.get("records100/00000/00002_lr").labels())
        .containsEntry("age", 90.0)
        .containsEntry("scp:1AVB", 50.0);
    assertThat(first.toString()).doesNotContain("15709");
  }

  @Test
  void featuresOfPtbXlPlusAreLabels() throws IOException {
    write(
        "ptbxl_database.csv",
        "ecg_id,patient_id,filename_hr\n1,7,records500/a\n2,8,records500/b\n");
    write(
        "plus/features/12sl_features.csv",
        """
        HR__Global,PR_Int_Global,ecg_id,QRS_Dur_Global,QT_Int_Global,R_Amp_V5,T_Amp_V5
        61.0,,1,98.0,402.0,1.25,0.31
        """);
    Map<String, Metadata> records =
        new PtbXl(Assumptions.Features.GE_12SL)
            .metadata(new FolderFiles(folder), Set.of("plus/features/12sl_features.csv"));
    assertThat(records.get("records500/a").labels())
        .isEqualTo(Map.of("rate", 61.0, "QRS", 98.0, "QT", 402.0, "R", 1250.0, "T", 310.0));
    assertThat(records.get("records500/b").labels()).isEmpty();
  }

  @Test
  void mimicGivesIntervalsOfTheCart() throws IOException {
    String path = "files/p1000/p10000032/s40689238/40689238";
    write(
        "record_list.csv",
        "subject_id,study_id,file_name,ecg_time,path\n10000032,40689238,40689238,2180-07-23"
            + " 08:44:00,"
            + path
            + "\n");
    write(
        "machine_measurements.csv",
        """
        subject_id,study_id,cart_id,ecg_time,report_0,rr_interval,p_onset,p_end,qrs_onset,qrs_end,t_end,p_axis,qrs_axis,t_axis
        10000032,40689238,6848296,2180-07-23 08:44:00,Sinus rhythm,659,40,128,170,258,518,81,77,29999
        """);
    Map<String, Metadata> records =
        new MimicIvEcg().metadata(new FolderFiles(folder), Set.of("machine_measurements.csv"));
    assertThat(records).containsOnlyKeys(path);
    assertThat(records.get(path).person()).isEqualTo("MIMIC-IV-ECG/10000032");
    assertThat(records.get(path).labels())
        .isEqualTo(
            Map.of(
                "rate",
                60000.0 / 659,
                "PR",
                130.0,
                "QRS",
                88.0,
                "QT",
                348.0,
                "p_axis",
                81.0,
                "qrs_axis",
                77.0));
  }

  /** Both limits of P are 0 where the cart saw none. */
  @Test
  void mimicWithoutPWaveHasNoPr() throws IOException {
    write("record_list.csv", "subject_id,study_id,path\n7,1,files/1/1\n");
    write(
        "machine_measurements.csv",
        """
        subject_id,study_id,rr_interval,p_onset,p_end,qrs_onset,qrs_end,t_end,p_axis,qrs_axis,t_axis
        7,1,659,0,0,170,258,518,29999,77,29999
        """);
    assertThat(
            new MimicIvEcg()
                .metadata(new FolderFiles(folder), Set.of("machine_measurements.csv"))
                .get("files/1/1")
                .labels())
        .containsOnlyKeys("rate", "QRS", "QT", "qrs_axis");
  }

  @Test
  void ludbIsOneRecordAPerson() throws IOException {
    Map<String, Metadata> records =
        new Ludb().metadata(new FolderFiles(SharedFolder.path("data/ludb")), Set.of());
    assertThat(records).hasSize(200);
    assertThat(records.get("data/17").person()).isEqualTo("LUDB/17");
  }

  @Test
  void tableWithoutTheColumnsIsRefused() throws IOException {
    write("ptbxl_database.csv", "a,b\n1,2\n");
    assertThatThrownBy(
            () ->
                new PtbXl(Assumptions.Features.GE_12SL).metadata(new FolderFiles(folder), Set.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("ptbxl_database.csv", "ecg_id");
    write("record_list.csv", "subject_id,\"study_id\n");
    assertThatThrownBy(() -> new MimicIvEcg().metadata(new FolderFiles(folder), Set.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("record_list.csv");
  }

  @Test
  void eachProgramOfPtbXlPlusGivesLabelsByChoice() throws IOException {
    write("ptbxl_database.csv", "ecg_id,patient_id,filename_hr\n1,7,records500/00001_hr\n");
    write("plus/features/12sl_features.csv", "ecg_id,QT_Int_Global\n1,401\n");
    write("plus/features/ecgdeli_features.csv", "ecg_id,QT_Int_Global,RR_Mean_Global\n1,402,800\n");
    write("plus/features/unig_features.csv", "ecg_id,QT_Int_Global,HR__Global\n1,403,61\n");
    String median = "plus/median_beats/12sl/00000/00001_medians";
    Set<String> names =
        Set.of(
            "plus/features/12sl_features.csv",
            "plus/features/ecgdeli_features.csv",
            "plus/features/unig_features.csv",
            median + ".hea");
    Map<Assumptions.Features, Map<String, Double>> expected =
        Map.of(
            Assumptions.Features.GE_12SL, Map.of("QT", 401.0),
            Assumptions.Features.ECGDELI, Map.of("QT", 402.0, "rate", 75.0),
            Assumptions.Features.UNI_G, Map.of("QT", 403.0, "rate", 61.0));
    for (Map.Entry<Assumptions.Features, Map<String, Double>> one : expected.entrySet()) {
      Map<String, Metadata> records =
          new PtbXl(one.getKey()).metadata(new FolderFiles(folder), names);
      assertThat(records).containsOnlyKeys("records500/00001_hr", median);
      assertThat(records.get(median).labels()).isEqualTo(one.getValue());
      assertThat(records.get(median).person()).isEqualTo("PTB-XL/7");
    }
  }

  @Test
  void code15KnowsTheRowsOfItsFiles() throws IOException {
    write(
        "exams.csv",
        """
        exam_id,age,is_male,nn_predicted_age,1dAVb,RBBB,LBBB,SB,ST,AF,patient_id,death,timey,normal_ecg,trace_file
        1169160,38,True,40.160484,False,False,True,False,False,False,523632,False,2.098628,False,exams_part13.hdf5
        2873686,93,False,67.059440,False,False,False,False,False,True,1724173,,,,exams_part13.hdf5
        17,93,False,67.059440,False,False,False,False,False,True,9,,,,exams_part0.hdf5
        """);
    Set<String> names = Set.of("exams.csv", "part13/exams_part13.hdf5");
    Code15 collection = new Code15();
    assertThat(collection.isHere(new FolderFiles(folder), names)).isTrue();
    Map<String, Metadata> records = collection.metadata(new FolderFiles(folder), names);
    String file = "part13/exams_part13";
    assertThat(records).containsOnlyKeys(file, file + "/1169160", file + "/2873686");
    assertThat(records.get(file).conventions().unit()).isEqualTo("0.1mV");
    assertThat(records.get(file).conventions().sampleRateHz()).isEqualTo(400);
    Metadata first = records.get(file + "/1169160");
    assertThat(first.person()).isEqualTo("CODE-15%/523632");
    assertThat(first.labels())
        .containsOnly(
            Map.entry("age", 38.0),
            Map.entry("sex", 0.0),
            Map.entry("1dAVb", 0.0),
            Map.entry("RBBB", 0.0),
            Map.entry("LBBB", 1.0),
            Map.entry("SB", 0.0),
            Map.entry("ST", 0.0),
            Map.entry("AF", 0.0),
            Map.entry("normal_ecg", 0.0));
    assertThat(records.get(file + "/2873686").labels())
        .containsEntry("age", 90.0)
        .containsEntry("sex", 1.0)
        .doesNotContainKey("normal_ecg");
    write("exams.csv", "name,date\nZzyzx,1947\n");
    assertThat(collection.isHere(new FolderFiles(folder), names)).isFalse();
  }

  @Test
  void codeTestIsKnownRowByRow() throws IOException {
    write("attributes.csv", "age,sex\n74,M\n83,F\n");
    write("annotations/gold_standard.csv", "1dAVb,RBBB,LBBB,SB,AF,ST\n0,0,0,1,0,0\n0,1,0,0,0,0\n");
    Set<String> names =
        Set.of("attributes.csv", "ecg_tracings.hdf5", "annotations/gold_standard.csv");
    CodeTest collection = new CodeTest();
    assertThat(collection.isHere(new FolderFiles(folder), names)).isTrue();
    assertThat(collection.isHere(new FolderFiles(folder), Set.of("attributes.csv"))).isFalse();
    Map<String, Metadata> records = collection.metadata(new FolderFiles(folder), names);
    assertThat(records).containsOnlyKeys("ecg_tracings", "ecg_tracings/0", "ecg_tracings/1");
    assertThat(records.get("ecg_tracings/1").labels())
        .containsEntry("age", 83.0)
        .containsEntry("sex", 1.0)
        .containsEntry("RBBB", 1.0)
        .containsEntry("SB", 0.0);
    assertThat(records.get("ecg_tracings/0").labels()).containsEntry("SB", 1.0);
  }

  @Test
  void sphHasStatementsWithModifiers() throws IOException {
    write(
        "metadata.csv",
        """
        ECG_ID,AHA_Code,Patient_ID,Age,Sex,N,Date
        A00001,22;23,S00001,55,M,5000,2020-03-04
        A00002,60+310;1,S00002,32,F,6000,2019-09-03
        """);
    Set<String> names = Set.of("metadata.csv", "records/A00001.h5", "records/A00002.h5");
    ShandongHospital collection = new ShandongHospital();
    assertThat(collection.isHere(new FolderFiles(folder), names)).isTrue();
    Map<String, Metadata> records = collection.metadata(new FolderFiles(folder), names);
    assertThat(records).containsOnlyKeys("records/A00001", "records/A00002");
    assertThat(records.get("records/A00001").labels())
        .isEqualTo(Map.of("age", 55.0, "sex", 0.0, "aha:22", 1.0, "aha:23", 1.0));
    assertThat(records.get("records/A00002").labels())
        .containsOnlyKeys("age", "sex", "aha:60", "aha:60+310", "aha:1");
    assertThat(records.get("records/A00002").person()).isEqualTo("SPH/S00002");
    assertThat(records.get("records/A00002").conventions().unit()).isEqualTo("mV");
  }
}
