package dev.courant.access;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/** The asynchronous context of a {@link TomcatRequest}: it is completed while that is its own. */
final class TomcatAsync implements AsyncContext, AsyncListener {
  private final AsyncContext started;
  private final TomcatRequest request;

  TomcatAsync(AsyncContext started, TomcatRequest request) {
    this.started = started;
    this.request = request;
    started.addListener(this);
  }

  @Override
  public void complete() {
    request.complete(started);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    request.over();
  }

  @Override
  public void onError(AsyncEvent event) {
    request.over();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // Whoever set it has a listener of his own.
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }

  @Override
  public ServletRequest getRequest() {
    return started.getRequest();
  }

  @Override
  public ServletResponse getResponse() {
    return started.getResponse();
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return started.hasOriginalRequestAndResponse();
  }

  @Override
  public void dispatch() {
    started.dispatch();
  }

  @Override
  public void dispatch(String path) {
    started.dispatch(path);
  }

  @Override
  public void dispatch(ServletContext context, String path) {
    started.dispatch(context, path);
  }

  @Override
  public void start(Runnable run) {
    started.start(run);
  }

  @Override
  public void addListener(AsyncListener listener) {
    started.addListener(listener);
  }

  @Override
  public void addListener(
      AsyncListener listener, ServletRequest servletRequest, ServletResponse servletResponse) {
    started.addListener(listener, servletRequest, servletResponse);
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
    return started.createListener(type);
  }

  @Override
  public void setTimeout(long timeout) {
    started.setTimeout(timeout);
  }

  @Override
  public long getTimeout() {
    return started.getTimeout();
  }
}
