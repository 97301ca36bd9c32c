/** The routes of the API as tools for coding assistants. */
@NullMarked
package vektra.http.mcp;

import org.jspecify.annotations.NullMarked;
