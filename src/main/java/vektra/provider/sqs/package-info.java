/** Queues and topics as add-ons: a space for them per add-on, an access key per attachment. */
@NullMarked
package vektra.provider.sqs;

import org.jspecify.annotations.NullMarked;
