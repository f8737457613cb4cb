// express-pouchdb on any free port of this machine: node pouch_server.mjs FOLDER
import { join } from 'node:path';
import express from 'express';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';

const folder = process.argv[2];
const Stored = PouchDB.defaults({ prefix: `${folder}/` });
const app = express();
app.use('/', expressPouchDB(Stored, {
  mode: 'minimumForPouchDB',
  configPath: join(folder, 'config.json'),
  logPath: join(folder, 'log.txt'),
}));
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`listening on ${server.address().port}`);
});
