/** What is stored of topics: they, their subscriptions, and what was published. */
@NullMarked
package vektra.provider.sqs.server.topics.stored;

import org.jspecify.annotations.NullMarked;
