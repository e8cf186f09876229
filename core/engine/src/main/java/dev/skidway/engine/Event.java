package dev.skidway.engine;

/** Something that happened, named in the past tense; one record of a frame. */
public interface Event {}
