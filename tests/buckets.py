"""A real S3 API on a socket (moto's server), with a bucket of its own for each test."""

from collections.abc import Iterator
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

ACCOUNT = {
    "AWS_ACCESS_KEY_ID": "castbot",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_REGION": "ap-southeast-7",
    "AWS_DEFAULT_REGION": "ap-southeast-7",
}


class S3Bucket:
    """A bucket, as its owner sees it with another client than the bot's."""

    def __init__(self, endpoint: str) -> None:
        self.name = f"office-{uuid4().hex[:12]}"
        self._client = boto3.client("s3", endpoint_url=endpoint)
        self._client.create_bucket(
            Bucket=self.name, CreateBucketConfiguration={"LocationConstraint": ACCOUNT["AWS_REGION"]}
        )

    @property
    def address(self) -> str:
        return f"s3://{self.name}/castbot/media"

    def objects(self) -> dict[str, bytes]:
        found = self._client.list_objects_v2(Bucket=self.name).get("Contents", ())
        return {one["Key"]: self._client.get_object(Bucket=self.name, Key=one["Key"])["Body"].read() for one in found}

    def keep_versions(self) -> None:
        self._client.put_bucket_versioning(Bucket=self.name, VersioningConfiguration={"Status": "Enabled"})


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> S3Bucket:
    for name, value in {**ACCOUNT, "AWS_ENDPOINT_URL": s3_server}.items():
        monkeypatch.setenv(name, value)
    return S3Bucket(s3_server)
