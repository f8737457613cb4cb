#include "server/blobs/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hub {

Error file_error() {
    if (errno == ENOSPC || errno == EDQUOT)
        return {"disk-full", "Le disque du serveur est plein. Rien n'est perdu : réessayez."};
    return {"blob-failed", std::string("Le serveur ne peut pas garder ce fichier : ") +
                               std::strerror(errno) + ". Rien n'est perdu : réessayez."};
}

Result<File> File::create(std::string const& path) {
    int const descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return file_error();
    return File(descriptor);
}

Result<File> File::open(std::string const& path) {
    int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return file_error();
    return File(descriptor);
}

File::~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::uint64_t> File::size() const {
    struct stat facts{};
    if (::fstat(descriptor_, &facts) != 0) return file_error();
    return static_cast<std::uint64_t>(facts.st_size);
}

Result<void> File::write(ByteView bytes, std::uint64_t offset) {
    for (std::size_t done = 0; done < bytes.size();) {
        ssize_t const written = ::pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                                         static_cast<off_t>(offset + done));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            Error const error = file_error();
            // A tail that stays is found by the next sender, or by the hash.
            if (::ftruncate(descriptor_, static_cast<off_t>(offset)) != 0) return error;
            return error;
        }
        done += static_cast<std::size_t>(written);
    }
    return {};
}

Result<Bytes> File::read_all() const {
    TRY(std::uint64_t const length, size());
    Bytes bytes(length);
    for (std::size_t done = 0; done < bytes.size();) {
        ssize_t const read = ::pread(descriptor_, bytes.data() + done, bytes.size() - done,
                                     static_cast<off_t>(done));
        if (read < 0 && errno == EINTR) continue;
        if (read < 0) return file_error();
        if (read == 0) bytes.resize(done);  // cut meanwhile: its hash will tell
        done += static_cast<std::size_t>(read);
    }
    return bytes;
}

Result<void> File::flush() {
    if (::fsync(descriptor_) != 0) return file_error();
    return {};
}

Result<void> flush_folder(std::string const& path) {
    TRY(File folder, File::open(path));
    return folder.flush();
}

}  // namespace hub
