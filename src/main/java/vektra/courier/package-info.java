/** Takes copies of backups to folders, commands and buckets. */
@NullMarked
package vektra.courier;

import org.jspecify.annotations.NullMarked;
