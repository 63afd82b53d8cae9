/** Shards, sources, resources and progress: how the work is spread over a cluster. */
package org.ecglens.spark;
