/** Queues: what clients and Vektra can ask of them, who waits for messages, and where these move. */
@NullMarked
package vektra.provider.sqs.server.queues;

import org.jspecify.annotations.NullMarked;
