/** The messages of one queue on disk: in which order they are received, and what has happened to each. */
@NullMarked
package vektra.provider.sqs.server.queues.mailbox;

import org.jspecify.annotations.NullMarked;
