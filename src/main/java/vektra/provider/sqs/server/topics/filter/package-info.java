/** Which messages a subscription wants. */
@NullMarked
package vektra.provider.sqs.server.topics.filter;

import org.jspecify.annotations.NullMarked;
