/** Brings what was published to the subscribers: each in its turn, again and again until it is there. */
@NullMarked
package vektra.provider.sqs.server.topics.delivery;

import org.jspecify.annotations.NullMarked;
