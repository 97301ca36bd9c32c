/** What requests and answers look like: signatures, JSON, forms and XML, refusals. */
@NullMarked
package vektra.provider.sqs.server.wire;

import org.jspecify.annotations.NullMarked;
