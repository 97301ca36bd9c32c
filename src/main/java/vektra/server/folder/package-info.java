/** The folder of each managed server: what it holds, where it stands, and the record of its port and process. */
@NullMarked
package vektra.server.folder;

import org.jspecify.annotations.NullMarked;
