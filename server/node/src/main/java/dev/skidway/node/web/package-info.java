/** Rules that every HTTP port of the server keeps, whatever it serves. */
@NullMarked
package dev.skidway.node.web;

import org.jspecify.annotations.NullMarked;
