//! Uploads a file of any size and downloads it again: `files FILE COPY`, with a token in `GRAPH_TOKEN`.

use std::fs::{self, File};

use graph_models::client::blocking::Client;
use graph_models::prelude::*;
use graph_models::request::transfer::{Download, Upload, UploadWay};
use graph_models::v1_0::{DriveItem, paths};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: files FILE COPY")?;
    let copy = arguments.next().ok_or("usage: files FILE COPY")?;
    let client = Client::from_env()?;

    // The path in the drive. The service makes missing folders.
    let item = paths::me().drive().root().by_path("Uploads/a file.bin");
    let mut file = File::open(&path)?;
    let size = file.metadata()?.len();
    let uploaded = match UploadWay::for_size(size) {
        // A small file is sent in one request, and so is an empty one.
        UploadWay::Put => client.send(&item.write_content(fs::read(&path)?, "application/octet-stream"))?,
        UploadWay::Session => {
            let session = client.send(&item.create_upload_session())?;
            let mut upload = Upload::<DriveItem>::new(&session, size)?;
            Some(client.upload(&mut upload, &mut file, |upload| {
                eprintln!("{} of {} bytes", upload.acknowledged(), upload.total());
            })?)
        }
    };
    println!("uploaded {}", uploaded.and_then(|made| made.name).as_deref().unwrap_or("?"));

    let mut download = Download::new(item.content().to_http(client.service())?);
    client.download(&mut download, &mut File::create(copy)?)?;
    Ok(())
}
