package dev.courant.access;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The response to a {@link TomcatRequest}: its stream is written to while that is its own. */
final class TomcatResponse extends HttpServletResponseWrapper {
  private final TomcatRequest request;
  private @Nullable ServletOutputStream guarded;

  TomcatResponse(HttpServletResponse response, TomcatRequest request) {
    super(response);
    this.request = request;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (guarded == null) {
      guarded = new GuardedStream(super.getOutputStream(), request);
    }
    return guarded;
  }

  private static final class GuardedStream extends ServletOutputStream {
    private final ServletOutputStream stream;
    private final TomcatRequest request;

    GuardedStream(ServletOutputStream stream, TomcatRequest request) {
      this.stream = stream;
      this.request = request;
    }

    @Override
    public boolean isReady() {
      return request.ask(stream::isReady);
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      stream.setWriteListener(listener);
    }

    @Override
    public void write(int b) throws IOException {
      request.use(() -> stream.write(b));
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      request.use(() -> stream.write(bytes, start, length));
    }

    @Override
    public void flush() throws IOException {
      request.use(stream::flush);
    }

    @Override
    public void close() throws IOException {
      request.use(stream::close);
    }
  }
}
