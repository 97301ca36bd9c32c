/** Topics: who subscribes to them, and how what is published reaches subscribers. */
@NullMarked
package vektra.provider.sqs.server.topics;

import org.jspecify.annotations.NullMarked;
