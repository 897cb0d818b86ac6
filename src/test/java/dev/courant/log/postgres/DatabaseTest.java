package dev.courant.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.courant.log.sql.UnusableStoreException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  @Test
  void whatTheAddressSaysCounts() throws Exception {
    String address =
        TestPostgres.newSchema() + "&ApplicationName=mine&options=-c%20work_mem=4321kB";
    try (Database database = Database.at(address, "", "", Thread::new);
        var connection = database.source().getConnection();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT current_setting('application_name'), current_setting('work_mem')")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("mine");
      assertThat(row.getString(2)).isEqualTo("4321kB");
    }
  }

  @Test
  void anAddressThatIsNoneIsNotRepeated() {
    assertThatThrownBy(
            () ->
                Database.at("jdbc:postgresql://h:notaport/d?password=secret", "", "", Thread::new))
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void aReasonHasNothingOfWhatWasToBeStored() {
    SQLException batch = new BatchUpdateException("Batch entry 0 INSERT ... ('secret')", null);
    batch.setNextException(new SQLException("disk full"));
    assertThat(Reason.of(batch)).isEqualTo("disk full");
    assertThat(Reason.of(new SQLException("x".repeat(1000)))).hasSizeLessThan(310);
    assertThat(Reason.of(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
  }
}
