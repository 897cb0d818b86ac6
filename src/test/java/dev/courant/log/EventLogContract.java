package dev.courant.log;

/** What every log keeps to; each implementation runs it. */
public interface EventLogContract
    extends AppendingContract, FollowingContract, ReadingContract, KeyContract {}
