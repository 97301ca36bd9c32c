/** Keeps what must survive, in one file, and reports when it is on disk. */
@NullMarked
package vektra.provider.sqs.server.store;

import org.jspecify.annotations.NullMarked;
