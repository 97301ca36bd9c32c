/** Queues: their messages, the order in which these are received, and what clients can ask for. */
@NullMarked
package vektra.provider.sqs.server.queues;

import org.jspecify.annotations.NullMarked;
