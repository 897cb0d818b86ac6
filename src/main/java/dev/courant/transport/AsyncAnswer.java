package dev.courant.transport;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is given later, and written without blocking (Servlet 6.0, section 5.7): a client
 * that does not read it costs its bytes and no thread. Its stream is let go of before it is
 * completed: Grizzly recycles it.
 */
final class AsyncAnswer implements WriteListener {
  /** The most that is given to the container at once, in bytes. */
  private static final int SLICE_BYTES = 64 * 1024;

  private final AsyncContext async;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();

  // Set before it becomes a listener.
  private Runnable onWritable = () -> {};
  private Runnable onGone = () -> {};

  // Guarded by lock.
  private @Nullable ServletOutputStream out;
  private byte @Nullable [] body;
  private int start;

  /** An answer that nothing is known of yet. */
  AsyncAnswer(AsyncContext async, ServletOutputStream out) {
    this.async = async;
    this.out = out;
  }

  /** What is done once, when it may be given. */
  void whenWritable(Runnable listener) {
    onWritable = listener;
  }

  /** What is done when the client has gone. */
  void whenGone(Runnable listener) {
    onGone = listener;
  }

  @Override
  public void onWritePossible() {
    if (begun.compareAndSet(false, true)) {
      onWritable.run();
    } else {
      write();
    }
  }

  @Override
  public void onError(Throwable failure) {
    onGone.run();
    // Where the answer is on its way already, nobody else would end it.
    abandon();
  }

  /** Gives the answer, once; on the lane of the connection. */
  void give(byte[] json) {
    lock.lock();
    try {
      async.getResponse().setContentLength(json.length);
      body = json;
      write();
    } catch (IllegalStateException alreadyComplete) {
      complete();
    } finally {
      lock.unlock();
    }
  }

  /** Ends it without an answer: nobody is there to read it. */
  void abandon() {
    lock.lock();
    try {
      complete();
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    lock.lock();
    try {
      while (isReady()) {
        writeSlice();
      }
    } catch (IOException | RuntimeException clientGone) {
      complete();
    } finally {
      lock.unlock();
    }
  }

  /** Asking may call back into here and come to the end. */
  private boolean isReady() throws IOException {
    return out != null && body != null && out.isReady() && out != null;
  }

  private void writeSlice() throws IOException {
    if (out == null || body == null) {
      return;
    }
    int from = start;
    int length = Math.min(SLICE_BYTES, body.length - from);
    if (length == 0) {
      complete();
    } else {
      start += length;
      out.write(body, from, length);
    }
  }

  private void complete() {
    if (out == null) {
      return;
    }
    out = null;
    body = null;
    try {
      async.complete();
    } catch (IllegalStateException alreadyComplete) {
      // The container was first, having noticed on its own that the client has gone.
      return;
    }
  }
}
