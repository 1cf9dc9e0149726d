// Owners in collected objects: put in, taken out, used in place, and given back when nobody refers
// to their cell any more. docs/library.md shows a part of this file. Exit code 0: all as it should
// be.
#include <manifest.hpp>

namespace {

void expect(bool right, sip::StringView what) {
  if (right) return;
  sip::log("wrong: {}", what);
  sip::exit(1);
}

// example: cell
struct Page {
  int number = 0;
  sip::Cell<sip::ExVector<int>> content;  // the owner itself could not be here
};

sip::Gc<Page> page_of(int number, std::size_t size) {
  const auto page = sip::make_gc<Page>();
  page->number = number;
  page->content.put(sip::ExVector<int>::make(size));
  return page;
}

void write(const sip::Gc<Page>& page, std::size_t at, int value) {
  page->content.change([&](sip::ExVector<int> elements) {
    elements.set(at, value);
    return elements;
  });
}

int read(const sip::Gc<Page>& page, std::size_t at) {
  return page->content.with([&](const sip::ExVector<int>& elements) { return elements.at(at); });
}
// example: end

void blocks() {
  const auto page = page_of(1, 100);
  write(page, 99, 7);
  expect(read(page, 99) == 7 && read(page, 0) == 0, "what was written is read");
  auto other = page->content.replace(sip::ExVector<int>::make(3));
  expect(other.size() == 100 && other.at(99) == 7, "what was in it");
  std::move(other).release();
  expect(read(page, 2) == 0, "what took its place");
  auto last = page->content.take();
  expect(page->content.empty() && last.size() == 3, "an empty cell");
  page->content.put(std::move(last));
  sip::Cell<sip::ExVector<int>> elsewhere = std::move(page->content);
  expect(page->content.empty() && !elsewhere.empty(), "a cell moved");
}

struct Session {
  sip::Cell<C1::Imp<C1::Start>> client;
  sip::Cell<sip::Ex<long>> total;
};

// One side of a conversation lives in a collected object, from one question to the next.
void endpoints() {
  const auto session = sip::make_gc<Session>();
  auto [client, service] = C1::create();
  session->client.put(std::move(client));
  session->total.put(sip::Ex<long>::make(0));
  auto serving = std::move(service);
  bool open = true;
  for (int i = 1; i <= 10 && open; ++i) {
    auto pending = session->client.take().send(C1::Request{.x = i});
    std::move(serving).receive().match(
        [&](C1::Request request, C1::Exp<C1::Pending> asked) {
          serving = std::move(asked).send(C1::Reply{.y = request.x * 2});
        },
        [&](sip::Closed) { open = false; });
    std::move(pending).receive().match(
        [&](C1::Reply reply, C1::Imp<C1::Start> again) {
          session->client.put(std::move(again));
          session->total.change([&](sip::Ex<long> total) {
            total.set(total.get() + reply.y);
            return total;
          });
        },
        [&](C1::Error, C1::Imp<C1::Stopped>) {}, [&](sip::Closed) {});
  }
  if (open) std::move(serving).close();
  session->client.take().close();
  expect(session->total.with([](const sip::Ex<long>& total) { return total.get(); }) == 110,
         "a conversation of ten questions");
}

// A thousand pages and endpoints, where the manifest allows sixteen of each: they last because
// those that nobody refers to go with a collection.
void finalisers() {
  int lost = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto page = page_of(i, 1000);
    lost += page->content.with(
        [](const sip::ExVector<int>& elements) { return elements.size() == 1000 ? 0 : 1; });
    const auto session = sip::make_gc<Session>();
    auto [client, service] = C1::create();
    session->client.put(std::move(client));
    std::move(service).close();
    if (i % 8 == 7) sip::collected_live_bytes();
  }
  expect(lost == 0, "blocks that were not given back in time");
}

// Those that somebody refers to do not go.
void kept() {
  sip::Vector<sip::Gc<Page>> pages;
  for (int i = 0; i < 8; ++i) {
    pages.push_back(page_of(i, 1000));
    write(pages.back(), 500, i);
  }
  for (int i = 0; i < 4; ++i) sip::collected_live_bytes();
  int sum = 0;
  for (const auto& page : pages) sum += read(page, 500);
  expect(sum == 28, "blocks that are still referred to");
}

}  // namespace

int sip_main(manifest::Start) {
  blocks();
  endpoints();
  finalisers();
  kept();
  sip::log("cells keep and give back");
  return 0;
}
