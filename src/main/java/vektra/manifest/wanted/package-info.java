/** What a manifest asks for, whatever format it was written in. */
@NullMarked
package vektra.manifest.wanted;

import org.jspecify.annotations.NullMarked;
