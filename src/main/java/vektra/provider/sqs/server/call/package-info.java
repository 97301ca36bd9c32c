/** What the services of queues and of topics share: a call, who carries it out, and the addresses it names. */
@NullMarked
package vektra.provider.sqs.server.call;

import org.jspecify.annotations.NullMarked;
