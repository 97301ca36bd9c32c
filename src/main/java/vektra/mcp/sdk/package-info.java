/** The one room that knows the SDK of the Model Context Protocol; no other command loads it. */
@NullMarked
package vektra.mcp.sdk;

import org.jspecify.annotations.NullMarked;
