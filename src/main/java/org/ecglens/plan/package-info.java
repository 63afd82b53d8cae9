/**
 * The complete request of a command, as typed, immutable values with their defaults and checks,
 * their JSON, and the components that must be equal for a run to resume. A new option of a command
 * is a component here. How a text on the command line is read lives in {@code job.option}, what
 * happens with the work in {@code evaluate}, {@code ingest} and {@code train}, where its results go
 * in {@code run}; nothing of Spark or of a tensor engine belongs here.
 *
 * <pre>{@code
 * static String asJson(String networks, String records) {
 *   EvaluationSpec spec =
 *       EvaluationSpec.builder()
 *           .networks(NetworksSpec.of(networks))
 *           .records(RecordsSpec.of(records))
 *           .methods(MethodsSpec.of("saliency", "deeplift"))
 *           .build();
 *   return SpecJson.write(spec);
 * }
 * }</pre>
 */
package org.ecglens.plan;
