/** Topics: what clients and Vektra can ask of them, and who subscribes to them. */
@NullMarked
package vektra.provider.sqs.server.topics;

import org.jspecify.annotations.NullMarked;
