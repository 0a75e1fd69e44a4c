FROM python:3.11-slim-bookworm
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m pip install --no-cache-dir -r requirements.lock
COPY graph graph
COPY ingest ingest
COPY queries queries
COPY explorer explorer
COPY verbale verbale
RUN python -m pip install --no-cache-dir --no-deps .
RUN useradd --create-home reader && mkdir /data && chown reader /data
USER reader
ENV VERBALE_DATA=/data
ENTRYPOINT ["verbale"]
CMD ["--help"]
