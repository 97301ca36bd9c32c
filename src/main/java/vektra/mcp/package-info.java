/** What coding assistants are offered, and on which terms: reading at once, changes by a plan, destruction by a person. */
@NullMarked
package vektra.mcp;

import org.jspecify.annotations.NullMarked;
