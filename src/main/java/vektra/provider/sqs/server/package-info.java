/** The server of queues and topics, a process of its own: who may ask, and by which protocol. */
@NullMarked
package vektra.provider.sqs.server;

import org.jspecify.annotations.NullMarked;
