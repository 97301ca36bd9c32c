/**
 * The server of objects, a process of its own: a library that speaks the protocol, and around it who may see which
 * bucket.
 */
@NullMarked
package vektra.provider.s3.server;

import org.jspecify.annotations.NullMarked;
