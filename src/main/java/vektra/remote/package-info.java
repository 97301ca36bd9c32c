/** Commands that run on another machine: how they are asked for over HTTP, and where the servers that do it are noted. */
@NullMarked
package vektra.remote;

import org.jspecify.annotations.NullMarked;
