package org.ecglens.plan;

import java.util.Objects;
import org.ecglens.error.UserException;

/**
 * Explaining the outputs of networks for records.
 *
 * @param networks the networks
 * @param records the records
 * @param methods the explanations
 * @param seed seed of all random draws
 * @param engine what the networks run on
 * @param shards how the work is cut
 */
public record AttributionSpec(
    NetworksSpec networks,
    RecordsSpec records,
    MethodsSpec methods,
    @Asked(option = "--seed") long seed,
    EngineSpec engine,
    ShardsSpec shards)
    implements NetworkSpec {
  private static final long serialVersionUID = 1L;

  /** The command's name. */
  public static final String COMMAND = "attribute";

  /**
   * Checks that networks are named.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public AttributionSpec {
    Objects.requireNonNull(records, "records");
    Objects.requireNonNull(methods, "methods");
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
  public boolean heatmaps() {
    return true;
  }

  @Override
  public String command() {
    return COMMAND;
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private NetworksSpec networks;
    private RecordsSpec records = RecordsSpec.builder().build();
    private MethodsSpec methods = MethodsSpec.builder().build();
    private long seed = 0;
    private EngineSpec engine = EngineSpec.builder().build();
    private ShardsSpec shards = ShardsSpec.builder().build();

    private Builder() {}

    private Builder(AttributionSpec spec) {
      networks = spec.networks;
      records = spec.records;
      methods = spec.methods;
      seed = spec.seed;
      engine = spec.engine;
      shards = spec.shards;
    }

    /** See {@link AttributionSpec#networks}. */
    public Builder networks(NetworksSpec value) {
      networks = value;
      return this;
    }

    /** See {@link AttributionSpec#records}. */
    public Builder records(RecordsSpec value) {
      records = value;
      return this;
    }

    /** See {@link AttributionSpec#methods}. */
    public Builder methods(MethodsSpec value) {
      methods = value;
      return this;
    }

    /** See {@link AttributionSpec#seed}. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** See {@link AttributionSpec#engine}. */
    public Builder engine(EngineSpec value) {
      engine = value;
      return this;
    }

    /** See {@link AttributionSpec#shards}. */
    public Builder shards(ShardsSpec value) {
      shards = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public AttributionSpec build() {
      return new AttributionSpec(networks, records, methods, seed, engine, shards);
    }
  }
}
