package org.ecglens.io.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.ecglens.error.UserException;
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
    Map<String, Metadata> records = new PtbXl().metadata(new FolderFiles(folder), Set.of());
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
        new PtbXl().metadata(new FolderFiles(folder), Set.of("plus/features/12sl_features.csv"));
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
    assertThatThrownBy(() -> new PtbXl().metadata(new FolderFiles(folder), Set.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("ptbxl_database.csv", "ecg_id");
    write("record_list.csv", "subject_id,\"study_id\n");
    assertThatThrownBy(() -> new MimicIvEcg().metadata(new FolderFiles(folder), Set.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("record_list.csv");
  }
}
