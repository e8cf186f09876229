/** The native protocol: gRPC in front of the node; the contract lies in {@code clients/proto}. */
@NullMarked
package dev.skidway.gateway.grpc;

import org.jspecify.annotations.NullMarked;
