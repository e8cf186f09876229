@NullMarked
package dev.skidway.cli;

import org.jspecify.annotations.NullMarked;
