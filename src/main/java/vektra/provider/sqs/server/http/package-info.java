/** Takes requests and gives answers over HTTP, with one thread for all connections: a slow client costs memory alone. */
@NullMarked
package vektra.provider.sqs.server.http;

import org.jspecify.annotations.NullMarked;
