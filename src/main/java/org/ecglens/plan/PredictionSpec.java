package org.ecglens.plan;

import java.util.Objects;
import org.ecglens.error.UserException;

/**
 * Running networks over records.
 *
 * @param networks the networks
 * @param records the records
 * @param engine what the networks run on
 * @param shards how the work is cut
 */
public record PredictionSpec(
    NetworksSpec networks, RecordsSpec records, EngineSpec engine, ShardsSpec shards)
    implements NetworkSpec {
  private static final long serialVersionUID = 1L;

  /** The command's name. */
  public static final String COMMAND = "predict";

  /**
   * Checks that networks are named.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public PredictionSpec {
    Objects.requireNonNull(records, "records");
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(shards, "shards");
    NetworksSpec.checkNamed(networks);
  }

  /** The defaults; the networks are to be named. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  @Override
  public String command() {
    return COMMAND;
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private NetworksSpec networks;
    private RecordsSpec records = RecordsSpec.builder().build();
    private EngineSpec engine = EngineSpec.builder().build();
    private ShardsSpec shards = ShardsSpec.builder().build();

    private Builder() {}

    private Builder(PredictionSpec spec) {
      networks = spec.networks;
      records = spec.records;
      engine = spec.engine;
      shards = spec.shards;
    }

    /** See {@link PredictionSpec#networks}. */
    public Builder networks(NetworksSpec value) {
      networks = value;
      return this;
    }

    /** See {@link PredictionSpec#records}. */
    public Builder records(RecordsSpec value) {
      records = value;
      return this;
    }

    /** See {@link PredictionSpec#engine}. */
    public Builder engine(EngineSpec value) {
      engine = value;
      return this;
    }

    /** See {@link PredictionSpec#shards}. */
    public Builder shards(ShardsSpec value) {
      shards = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public PredictionSpec build() {
      return new PredictionSpec(networks, records, engine, shards);
    }
  }
}
