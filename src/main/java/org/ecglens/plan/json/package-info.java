/**
 * Specs as JSON and as options, and what two of them differ by: all of it by reflection over the
 * records of {@link org.ecglens.plan}. What a command can be asked for belongs there, the files
 * that hold a spec in {@link org.ecglens.run}.
 */
package org.ecglens.plan.json;
